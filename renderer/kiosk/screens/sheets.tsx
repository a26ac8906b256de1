import { useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../kiosk-context.ts'
import { fitSheets, type SheetFit } from './fit-sheets.ts'

export interface SheetsProps {
  readonly copies: number
  readonly sheetsPerCopy: number
  /** So many are out, from the first on. */
  readonly out: number
  /** Of so many after those nobody can tell. */
  readonly unclear?: number
  /** What the others are doing. */
  readonly rest: 'coming' | 'halted' | 'given-back'
  /** What the picture says, for those who do not see it. */
  readonly label: string
}

/** Beyond this many, a copy is drawn as one sheet: nobody counts further at a glance. */
const MOST_SHEETS = 60
/** A few sheets stand four to a row, as large as that allows. */
const LEAST_IN_ROW = 4

/** Every sheet of the job, drawn one by one as it comes out. */
export function Sheets(props: SheetsProps) {
  const { copies, unclear = 0, rest, label } = props
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const total = copies * props.sheetsPerCopy
  const share = total > MOST_SHEETS ? props.sheetsPerCopy : 1
  const perCopy = props.sheetsPerCopy / share
  const fit = useFit(frame, copies, perCopy)
  const out = Math.floor(props.out / share)
  const state = (index: number) => {
    if (index < out) return 'out'
    if (index < out + unclear) return 'unclear'
    return rest === 'coming' && index === out ? 'now' : rest
  }
  return (
    <div className="sheets" ref={frame} role="img" aria-label={label}>
      {range(copies).map(copy => (
        <div className="copy" key={copy}>
          {perCopy > 1 && <span className="copy-label">{t('printing.copy', { copy: copy + 1 })}</span>}
          <div
            className="copy-sheets"
            style={fit ? { gridTemplateColumns: `repeat(${fit.columns}, ${fit.sheetWidth}px)` } : {}}
          >
            {range(perCopy).map(sheet => (
              <Sheet key={sheet} number={perCopy > 1 ? sheet + 1 : copy + 1} state={state(copy * perCopy + sheet)} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

const range = (length: number) => Array.from({ length }, (_, i) => i)

function Sheet({ number, state }: { readonly number: number; readonly state: string }) {
  return (
    <svg className={`sheet ${state}`} viewBox="0 0 210 297" aria-hidden="true">
      <rect className="sheet-paper" x="5" y="5" width="200" height="287" rx="12" />
      <path className="sheet-lines" d="M36 52h92M36 84h138M36 108h138M36 132h110" />
      <text className="sheet-number" x="105" y="190" textAnchor="middle">
        {state === 'unclear' ? '?' : number}
      </text>
      <path className="sheet-tick" d="m62 244 26 26 58-62" />
    </svg>
  )
}

function useFit(frame: React.RefObject<HTMLDivElement | null>, copies: number, perCopy: number): SheetFit | null {
  const [fit, setFit] = useState<SheetFit | null>(null)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const lay = () => {
      const labels = [...element.querySelectorAll('.copy-label')].map(label => label.getBoundingClientRect())
      const { columnGap, rowGap } = getComputedStyle(element)
      const gap = Number.parseFloat(columnGap) / 3
      const copyGap = Math.max(Number.parseFloat(columnGap), Number.parseFloat(rowGap))
      const room = {
        width: element.clientWidth,
        height: element.clientHeight,
        gap,
        copyGap,
        label: labels[0]?.height ?? 0,
        labelWidth: Math.max(0, ...labels.map(({ width }) => width)),
      }
      setFit(fitSheets(copies, perCopy, room, (room.width + copyGap) / LEAST_IN_ROW - copyGap))
    }
    lay()
    const observer = new ResizeObserver(lay)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame, copies, perCopy])
  return fit
}
