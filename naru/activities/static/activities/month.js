"use strict";
// Arrow keys walk over the days of the month grid; Enter opens the day's first activity.
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-month] td[data-day]");
  if (!cell) return;
  const cells = [...cell.closest("[data-month]").querySelectorAll("td[data-day]")];
  const place = cells.indexOf(cell);
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  let wanted = null;
  if (event.key in steps) wanted = cells[place + steps[event.key]];
  else if (event.key === "Home") wanted = cells[place - (place % 7)];
  else if (event.key === "End") wanted = cells[place - (place % 7) + 6];
  else if (event.key === "PageUp" || event.key === "PageDown") {
    const month = cell.closest("#month");
    month.querySelector(event.key === "PageUp" ? "[rel=prev]" : "[rel=next]").click();
    event.preventDefault();
    return;
  } else if (event.key === "Enter" && event.target === cell) {
    const link = cell.querySelector("a");
    if (link) link.click();
    return;
  } else return;
  event.preventDefault();
  if (!wanted) return;
  cell.tabIndex = -1;
  wanted.tabIndex = 0;
  wanted.focus();
});
