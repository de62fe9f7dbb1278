import numpy as np


class Penalty:
	def __init__(self, weights, lam):
		if lam < 0:
			raise ValueError("lam must not be negative")
		self.weights = list(weights)
		self.lam = lam

	def l1(self):
		return self.lam * float(sum(np.sum(np.abs(w)) for w in self.weights))

	def l2(self):
		return self.lam * float(sum(np.linalg.norm(w) ** 2 for w in self.weights))

	def l2_gradient(self):
		return [self.lam * 2.0 * w for w in self.weights]


def l1_penalty(weights, lam):
	return Penalty(weights, lam).l1()


def l2_penalty(weights, lam):
	return Penalty(weights, lam).l2()


def l2_penalty_gradient(weights, lam):
	return Penalty(weights, lam).l2_gradient()


def l2_regularized_cost(losses, weights, lam):
	penalty = Penalty(weights, lam)
	if np.size(losses) == 0:
		raise ValueError("there is no mean of no losses")
	return float(np.mean(losses)) + penalty.l2()
