import { COPIES, type PaperWorld, SHEETS } from './paper-world.ts'

/** What must never be so, whatever the printer is and whenever the power goes. */
export function wrongIn(world: PaperWorld): string[] {
  const { sheets, shown, late } = world
  const wrong: string[] = []
  if (!world.ended()) wrong.push('it has no end')
  const times = Map.groupBy(sheets, ({ jobName, sheet }) => `${jobName} sheet ${sheet}`)
  for (const [sheet, seen] of times) if (seen.length > 1) wrong.push(`${sheet} came out ${seen.length} times`)
  for (const copy of world.copies()) {
    const pagesOut = sheets.filter(({ jobName }) => jobName === copy.jobName).flatMap(({ pages }) => pages)
    const whole = new Set(pagesOut).size >= world.pages
    const told = `copy ${copy.copyNumber} ${copy.state} (${copy.evidence}), pages ${pagesOut} of ${world.pages} out`
    if (copy.state === 'delivered' && !whole) wrong.push(`charged without paper: ${told}`)
    if (copy.state === 'not-delivered' && whole && !late.some(one => one.copyNumber === copy.copyNumber))
      wrong.push(`given back, and nobody was told that it came out: ${told}`)
    if (copy.state === 'sending') wrong.push(`left open: ${told}`)
    if (copy.aftermath === 'at-printer' || copy.aftermath === 'late') wrong.push(`not cleared: ${told}`)
    if (copy.sheetsDelivered > SHEETS) wrong.push(`more sheets than it has: ${told}`)
  }
  for (const { jobName, sheet, afterTheEnd, served } of sheets)
    if (afterTheEnd && served) wrong.push(`${jobName} sheet ${sheet} came out while the machine served others`)
  if (shown.some((count, index) => count < Math.max(0, ...shown.slice(0, index)))) wrong.push(`shown ${shown}`)
  if (shown.some(count => count > COPIES * SHEETS)) wrong.push(`shown ${shown}`)
  return wrong
}
