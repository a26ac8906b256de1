/** A campus card is held to the reader. */
export function TapPicture() {
  return (
    <svg className="picture tap" viewBox="48 0 224 226" aria-hidden="true">
      <rect className="p-solid" x="62" y="122" width="196" height="98" rx="22" />
      <rect className="p-inset" x="80" y="138" width="160" height="66" rx="12" />
      <g className="p-waves">
        <path d="M146 184a20 20 0 0 1 28 0" />
        <path d="M136 172a36 36 0 0 1 48 0" />
        <path d="M126 160a52 52 0 0 1 68 0" />
      </g>
      <g className="p-moving">
        <g transform="rotate(-7 160 62)">
          <rect className="p-card" x="84" y="14" width="152" height="96" rx="13" />
          <rect className="p-band" x="84" y="14" width="152" height="24" rx="12" />
          <rect className="p-band" x="84" y="26" width="152" height="12" />
          <circle className="p-face" cx="117" cy="66" r="11" />
          <path className="p-face" d="M98 98c2-24 36-24 38 0z" />
          <path className="p-line" d="M154 60h62M154 76h46M154 92h54" />
        </g>
      </g>
    </svg>
  )
}
