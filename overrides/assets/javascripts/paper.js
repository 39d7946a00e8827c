/* What a reader unfolded is printed, what stays folded is not: the theme opens everything for paper, so who opened what is noted here. */

document.addEventListener("click", (event) => {
  const details = event.target.closest("summary")?.parentElement;
  if (details) requestAnimationFrame(() => details.classList.toggle("unfolded", details.open));
});
