/**
 * Cuts a list into pages: each a run of items that fits. `heights` are those of the items, all in the same unit as `room` and
 * `gap`. An item that is too tall for any page gets a page of its own.
 * @returns the index of the first item of every page; one page for an empty list
 */
export function pageBreaks(heights: readonly number[], gap: number, room: number, mostItems: number): number[] {
  const starts = [0]
  let used = 0
  heights.forEach((height, i) => {
    const start = starts.at(-1)!
    const wanted = i === start ? height : used + gap + height
    if (i > start && (wanted > room || i - start >= mostItems)) {
      starts.push(i)
      used = height
    } else used = wanted
  })
  return starts
}
