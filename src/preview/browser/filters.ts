/** Search fields that narrow a table to the rows which hold every word. */
export function startFilters(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-filter]")) {
    const rows = [...document.querySelectorAll<HTMLTableRowElement>(`#${input.dataset.filter} tbody tr`)].map(
      (row) => ({ row, text: (row.textContent ?? "").toLowerCase() }),
    );
    const status = document.querySelector("[data-filter-status]");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      if (status !== null) status.textContent = words.length === 0 ? "" : `${shown} of ${rows.length}`;
    });
  }
}
