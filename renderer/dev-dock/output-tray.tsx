import { useState } from 'react'
import { EnlargedSheet } from './enlarged-sheet.tsx'
import type { DockPagePrinter, DockSheet } from './page-printer-contract.ts'
import { SheetPicture } from './sheet-picture.tsx'
import { type Say, useWords } from './words.ts'

/** Sheets that are drawn; the rest of a long day is only counted. */
const SHEETS_DRAWN = 24
const WIDTH_PX = 190

/** The sheets that came out, newest first. */
export function OutputTray({ printer }: { readonly printer: DockPagePrinter }) {
  const say = useWords()
  const [enlarged, setEnlarged] = useState<DockSheet | null>(null)
  const shown = printer.sheets.slice(0, SHEETS_DRAWN)
  return (
    <section className="output" aria-label={say('outputTray')}>
      <header>
        <h2>{say('outputTray')}</h2>
        <span className="faint">
          {printer.sheets.length} {say('sheetsUnit')}
        </span>
      </header>
      {shown.length === 0 && <p className="faint empty">{say('nothingYet')}</p>}
      <div className="sheets">
        {shown.map(sheet => (
          <figure
            key={`${sheet.powerCycle} ${sheet.jobId} ${sheet.sheet} ${sheet.atMs}`}
            data-sheet={`${sheet.jobName}/${sheet.sheet}`}
          >
            <button
              type="button"
              className={sheet.pages.length > 1 ? 'sheet both-sides' : 'sheet'}
              onClick={() => setEnlarged(sheet)}
            >
              {sheet.pages.toReversed().map(page => (
                <SheetPicture key={page} sha256={sheet.sha256} page={page} widthPx={WIDTH_PX} />
              ))}
            </button>
            <figcaption>
              <b>{say('sheetOf', { n: sheet.sheet, of: sheet.ofSheets })}</b>
              <span>{sheet.foreign ? say('foreign') : copyWords(sheet.jobName, say)}</span>
              <code title={sheet.jobName}>{sheet.jobName}</code>
            </figcaption>
          </figure>
        ))}
      </div>
      {enlarged && <EnlargedSheet sheet={enlarged} onClose={() => setEnlarged(null)} />}
    </section>
  )
}

/** The station names its jobs `<order number>-<copy>-<8 characters>`; other clients of the printer do not. */
function copyWords(jobName: string, say: Say): string {
  const copy = /-(\d{1,3})-.{8}$/.exec(jobName)?.[1]
  return copy === undefined ? '' : say('copy', { n: copy })
}
