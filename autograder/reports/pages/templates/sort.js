"use strict";
for (const table of document.querySelectorAll("table.sheet")) {
  const body = table.tBodies[0];
  const key = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (head.hasAttribute("data-fixed")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].map((row) => ({ row, key: key(row, column) }));
      const numeric = rows.every((entry) => entry.key === "" || !Number.isNaN(Number(entry.key)));
      rows.sort((a, b) => numeric ? Number(a.key) - Number(b.key) : a.key.localeCompare(b.key));
      if (down) rows.reverse();
      body.append(...rows.map((entry) => entry.row));
    });
  });
}
