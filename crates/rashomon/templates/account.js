// The page reads without this. It lights a point up in all reports at once and brings its places side by side.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const show = (point) => {
    all("mark.lit").forEach((mark) => mark.classList.remove("lit"));
    const marks = all(`mark[data-points~="${CSS.escape(point)}"]`);
    marks.forEach((mark) => mark.classList.add("lit"));
    const seen = new Set();
    for (const mark of marks) {
      const report = mark.closest(".report");
      if (seen.has(report)) continue;
      seen.add(report);
      report.scrollTop += mark.getBoundingClientRect().top - report.getBoundingClientRect().top - report.clientHeight / 3;
    }
    if (marks.length) marks[0].closest(".columns").scrollIntoView({ block: "nearest" });
  };
  all("button.show").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => show(button.dataset.point));
  });
  all("mark[data-points]").forEach((mark) => {
    mark.addEventListener("click", (event) => {
      if (event.target.closest("a") || event.target.closest("mark") !== mark) return;
      show(mark.dataset.points.split(" ")[0]);
    });
  });
  // A link into a folded part unfolds it.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target && target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
