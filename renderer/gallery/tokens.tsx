import { Part } from './part.tsx'

const COLOURS = [
  ...['paper', 'card', 'sunk', 'ink', 'soft', 'line', 'edge-line', 'act', 'act-down', 'on-act', 'pick', 'seal'],
  ...['on-seal', 'ok', 'ok-ground', 'info', 'info-ground', 'wait', 'wait-ground', 'stop', 'stop-ground'],
] as const
const SIZES = ['small', 'body', 'label', 'lead', 'title', 'number'] as const

/** The colours and the sizes of text that everything is made of, as they are on this page. */
export function Tokens() {
  return (
    <>
      <Part name="tokens">
        {COLOURS.map(name => (
          <span key={name} className="token">
            <i style={{ background: `var(--${name})` }} />
            <small lang="en">{name}</small>
          </span>
        ))}
      </Part>
      <Part name="sizes">
        {SIZES.map(name => (
          <span key={name} className="token">
            <b style={{ fontSize: `var(--${name})` }}>印证 Aa 12</b>
            <small lang="en">{name}</small>
          </span>
        ))}
      </Part>
    </>
  )
}
