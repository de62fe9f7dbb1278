"""Homework 25."""
