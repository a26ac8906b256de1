export type IconName =
  | 'ok'
  | 'info'
  | 'wait'
  | 'stop'
  | 'text'
  | 'contrast'
  | 'reach'
  | 'back'
  | 'forward'
  | 'up'
  | 'down'
  | 'zoom'
  | 'clock'
  | 'scan'

const INK = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 4,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const
const CUT = {
  fill: 'none',
  stroke: 'var(--card)',
  strokeWidth: 4.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

/** States differ in outline as well as in colour: disc, disc with an i, triangle, octagon. */
const SHAPES: Record<IconName, React.ReactNode> = {
  ok: (
    <>
      <circle cx="24" cy="24" r="21" fill="currentColor" />
      <path d="m14 25 7 7 13-15" {...CUT} />
    </>
  ),
  info: (
    <>
      <circle cx="24" cy="24" r="21" fill="currentColor" />
      <path d="M24 14v.5M24 22v12" {...CUT} />
    </>
  ),
  wait: (
    <>
      <path d="M24 4 46 43H2z" fill="currentColor" stroke="currentColor" strokeWidth="3" strokeLinejoin="round" />
      <path d="M24 18v11M24 36v.5" {...CUT} />
    </>
  ),
  stop: (
    <>
      <path d="M15.5 3.5h17L44.5 15.5v17L32.5 44.5h-17L3.5 32.5v-17z" fill="currentColor" />
      <path d="M24 14v13M24 34v.5" {...CUT} />
    </>
  ),
  text: (
    <>
      <path d="M4 38 15 10l11 28M8 29h14" {...INK} />
      <path d="m30 38 7-18 7 18M32.5 32h9" {...INK} />
    </>
  ),
  contrast: (
    <>
      <circle cx="24" cy="24" r="19" {...INK} />
      <path d="M24 5a19 19 0 0 1 0 38z" fill="currentColor" />
    </>
  ),
  reach: (
    <>
      <path d="M6 43h36M24 5v24M14 20l10 10 10-10" {...INK} />
    </>
  ),
  back: <path d="M31 8 15 24l16 16" {...INK} />,
  forward: <path d="m17 8 16 16-16 16" {...INK} />,
  up: <path d="m8 31 16-16 16 16" {...INK} />,
  down: <path d="m8 17 16 16 16-16" {...INK} />,
  zoom: (
    <>
      <circle cx="20" cy="20" r="14" {...INK} />
      <path d="m31 31 12 12M20 14v12M14 20h12" {...INK} />
    </>
  ),
  scan: (
    <>
      <path d="M4 14V4h10M34 4h10v10M44 34v10H34M14 44H4V34" {...INK} />
      <path d="M13 13h8v8h-8zM27 13h8v8h-8zM13 27h8v8h-8zM28 28h2M34 28h1M28 34h2M34 34h1" {...INK} />
    </>
  ),
  clock: (
    <>
      <circle cx="24" cy="24" r="19" {...INK} />
      <path d="M24 12v13l8 5" {...INK} />
    </>
  ),
}

export const ICON_NAMES = Object.keys(SHAPES) as IconName[]

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 48 48" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  )
}
