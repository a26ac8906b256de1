/** Paper comes out below and is taken. */
export function TakePicture() {
  return (
    <svg className="picture take" viewBox="44 0 232 268" aria-hidden="true">
      <rect className="p-solid" x="54" y="8" width="212" height="128" rx="20" />
      <rect className="p-inset" x="80" y="30" width="112" height="44" rx="8" />
      <circle className="p-dot" cx="222" cy="52" r="9" />
      <path className="p-slot" d="M84 108h152" />
      <g className="p-sheet">
        <path className="p-paper" d="M98 108h124v118H98z" />
        <path className="p-line" d="M114 128h70M114 144h92M114 160h84M114 176h92" />
        <circle className="p-seal" cx="196" cy="202" r="13" />
      </g>
      <path className="p-arrow" d="M160 222v40M142 246l18 18 18-18" />
    </svg>
  )
}
