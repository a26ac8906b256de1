import type { ReactNode } from 'react'
import type { VerifyWords } from '../../src/words/languages.ts'
import { textIn } from '../ui/formats.ts'
import { useLanguage } from '../web/app-words.tsx'
import { usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** Words as the reader itself shows them. */
function useLabels(): (name: keyof VerifyWords['reader']) => string {
  const t = useWords()
  return name => t(`reader.${name}`)
}

function Window({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <svg className="step-picture" viewBox="0 0 360 190" role="img" aria-label={title}>
      <rect x="1" y="1" width="358" height="188" rx="8" className="window" />
      <path d="M1 26h358" className="window-line" />
      <circle cx="14" cy="13.5" r="4" className="window-dot" />
      <circle cx="27" cy="13.5" r="4" className="window-dot" />
      <text x="180" y="18" textAnchor="middle" className="window-title">
        {title}
      </text>
      {children}
    </svg>
  )
}

const Pointer = ({ x, y }: { readonly x: number; readonly y: number }) => (
  <path d={`M${x} ${y}l0 17 4.5-4 3.5 8 4-1.8-3.6-7.8 6-.4z`} className="pointer" />
)

/** The file with its warning bar and the signature panel. */
export function PanelPicture() {
  const label = useLabels()
  return (
    <Window title="PDF">
      <rect x="1" y="27" width="358" height="26" className="bar-warn" />
      <text x="30" y="44" className="label">
        {label('unknown')}
      </text>
      <path d="m17 33 8 14H9z" className="sign-warn" />
      <rect x="262" y="31" width="86" height="18" rx="3" className="key" />
      <text x="305" y="44" textAnchor="middle" className="label">
        {label('panel')}
      </text>
      <rect x="90" y="66" width="130" height="124" className="paper" />
      <path d="M106 82h98M106 94h98M106 106h98M106 118h70" className="text-line" />
      <circle cx="182" cy="152" r="22" className="red-seal" />
      <path d="m182 142 3 7 8 .5-6 5 2 8-7-4.5-7 4.5 2-8-6-5 8-.5z" className="red-star" />
      <Pointer x={318} y={44} />
    </Window>
  )
}

/** The properties of the signature, with the way to the certificate. */
export function ChainPicture() {
  const label = useLabels()
  return (
    <Window title={label('properties')}>
      <path d="m30 44 11 19H19z" className="sign-warn" />
      <path d="M54 48h210M54 60h160" className="text-line" />
      <path d="M20 84h250M20 97h220M20 110h235" className="text-line" />
      <rect x="100" y="136" width="160" height="26" rx="4" className="key strong" />
      <text x="180" y="153" textAnchor="middle" className="label">
        {label('showCertificate')}
      </text>
      <Pointer x={240} y={154} />
    </Window>
  )
}

/** The chain with its root chosen, and the tab of trust. */
export function TrustPicture() {
  const label = useLabels()
  const language = useLanguage()
  const { trust } = usePage()
  const name = trust.house ? textIn(language, trust.house.name) : ''
  return (
    <Window title={label('viewer')}>
      <rect x="12" y="38" width="128" height="140" className="list" />
      <rect x="14" y="42" width="124" height="22" className="chosen" />
      <text x="20" y="57" className="label on-chosen">
        {label('root')}
      </text>
      <text x="30" y="79" className="label">
        {label('issuing')}
      </text>
      <text x="40" y="101" className="label">
        {name}
      </text>
      <text x="160" y="56" className="label faint">
        {label('summary')}
      </text>
      <rect x="216" y="40" width="60" height="24" rx="3" className="key" />
      <text x="246" y="56" textAnchor="middle" className="label">
        {label('trust')}
      </text>
      <path d="M152 66h196" className="window-line" />
      <path d="M160 86h160M160 99h140M160 112h150" className="text-line" />
      <rect x="156" y="138" width="190" height="26" rx="4" className="key strong" />
      <text x="251" y="155" textAnchor="middle" className="label">
        {label('add')}
      </text>
      <Pointer x={326} y={156} />
    </Window>
  )
}

/** The boxes to tick, and the green tick that follows. */
export function TickPicture() {
  const label = useLabels()
  const box = (y: number) => (
    <>
      <rect x="22" y={y} width="14" height="14" rx="2" className="box" />
      <path d={`m25 ${y + 7} 3 4 6-8`} className="box-tick" />
    </>
  )
  return (
    <Window title={label('import')}>
      {box(40)}
      <text x="46" y="51" className="label">
        {label('useAsRoot')}
      </text>
      {box(64)}
      <text x="46" y="75" className="label">
        {label('certified')}
      </text>
      <path d="M1 98h358" className="window-line" />
      <rect x="1" y="108" width="358" height="34" className="bar-good" />
      <circle cx="28" cy="125" r="11" className="good-disc" />
      <path d="m22 125 4.5 5 8-9" className="good-tick" />
      <text x="50" y="130" className="label">
        {label('valid')}
      </text>
      <path d="M30 158h230M30 171h180" className="text-line" />
    </Window>
  )
}
