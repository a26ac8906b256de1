import { useEffect, useRef } from 'react'
import type { DockSheet } from './page-printer-contract.ts'
import { SheetPicture } from './sheet-picture.tsx'
import { useWords } from './words.ts'

const WIDTH_PX = 620

/** A sheet in reading size, front and back, with the file it was printed from. */
export function EnlargedSheet({ sheet, onClose }: { readonly sheet: DockSheet; readonly onClose: () => void }) {
  const say = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="enlarged" onClose={onClose}>
      <header>
        <b>{say('sheetOf', { n: sheet.sheet, of: sheet.ofSheets })}</b>
        <code>{sheet.jobName}</code>
        <a href={`papers/${sheet.sha256}.pdf`} target="_blank" rel="noreferrer">
          {say('openPdf')}
        </a>
        <code className="hash">SHA-256 {sheet.sha256}</code>
        <button type="button" onClick={() => dialog.current?.close()}>
          {say('close')}
        </button>
      </header>
      <div className="sides">
        {sheet.pages.map((page, at) => (
          <figure key={page}>
            <SheetPicture sha256={sheet.sha256} page={page} widthPx={WIDTH_PX} />
            <figcaption>
              {say('page', { n: page })}
              {sheet.pages.length > 1 && ` · ${say(at === 0 ? 'front' : 'back')}`}
            </figcaption>
          </figure>
        ))}
      </div>
    </dialog>
  )
}
