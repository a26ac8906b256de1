import { QrCode } from '../ui/qr-code.tsx'
import type { DockSlipLine } from './dock-contract.ts'

/** A receipt as it hangs out of the printer, on the printer's own grid. */
export function Slip({ lines, columns }: { readonly lines: readonly DockSlipLine[]; readonly columns: number }) {
  const keyed = lines.map((line, at) => ({ line, key: `${at}` }))
  return (
    <article className="slip" style={{ width: `calc(${columns}ch + 2 * var(--slip-margin))` }}>
      {keyed.map(({ line, key }) => (
        <SlipLine key={key} line={line} />
      ))}
    </article>
  )
}

function SlipLine({ line }: { readonly line: DockSlipLine }) {
  if (line.kind === 'qr') {
    return (
      <div className="slip-qr" title={line.text}>
        <QrCode text={line.text} label={line.text} />
      </div>
    )
  }
  if (line.kind === 'picture')
    return <div className="slip-picture" style={{ aspectRatio: line.widthDots / line.heightDots }} />
  const classes = ['slip-line', line.align, line.bold ? 'bold' : '', line.size === 2 ? 'double' : '']
  return (
    <div className={classes.join(' ')}>
      {cellsOf(line.text).map(({ text, wide, key }) =>
        wide ? (
          <span className="wide" key={key}>
            {text}
          </span>
        ) : (
          <span key={key}>{text}</span>
        ),
      )}
    </div>
  )
}

/** Runs of narrow characters, and each wide one by itself: no font of a browser makes the one exactly twice the other. */
function cellsOf(text: string): { text: string; wide: boolean; key: string }[] {
  const cells = text.match(/\p{ASCII}+|\P{ASCII}/gu) ?? []
  return cells.map((cell, at) => ({ text: cell, wide: cell.charCodeAt(0) > 0x7f && cell !== '□', key: `${at}` }))
}
