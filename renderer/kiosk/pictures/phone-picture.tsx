/** A phone: it scans a code, asks who its holder is, shows digits, has a button to press, or has a file. */
export function PhonePicture({ shows }: { readonly shows: keyof typeof FACES }) {
  const Face = FACES[shows]
  return (
    <svg className="picture phone" viewBox="60 0 200 226" aria-hidden="true">
      <rect className="p-solid" x="102" y="6" width="116" height="214" rx="22" />
      <rect className="p-inset" x="113" y="26" width="94" height="166" rx="8" />
      <circle className="p-dot" cx="160" cy="206" r="6" />
      <Face />
    </svg>
  )
}

function Code() {
  return (
    <>
      <path
        className="p-code"
        transform="translate(131 82) scale(.97 1.04)"
        d="M0 0h20v18H0zM40 0h20v18H40zM0 36h20v18H0zM26 4h8v8h-8zM26 20h8v8h-8zM2 24h14v6H2zM42 24h8v8h-8zM28 36h8v8h-8zM44 40h14v8H44zM32 48h8v6h-8z"
      />
      <path
        className="p-code-eye"
        transform="translate(131 82) scale(.97 1.04)"
        d="M6 5.500h8v7H6zM46 5.500h8v7h-8zM6 41.500h8v7H6z"
      />
      <path className="p-waves" d="M123 88V72h16M181 72h16v16M197 132v16h-16M139 148h-16v-16" />
    </>
  )
}

function Person() {
  return (
    <>
      <circle className="p-face" cx="160" cy="68" r="17" />
      <path className="p-face" d="M130 116c4-38 56-38 60 0z" />
      <rect className="p-pad" x="128" y="146" width="64" height="26" rx="8" />
    </>
  )
}

const PLACES = [120, 141, 162, 183]

function Digits() {
  return (
    <>
      <path className="p-line" d="M130 60h60M130 76h40" />
      {PLACES.map(x => (
        <g key={x}>
          <rect className="p-inset" x={x} y="98" width="17" height="28" rx="4" />
          <circle className="p-dot" cx={x + 8.5} cy="112" r="4" />
        </g>
      ))}
      <path className="p-line" d="M130 150h60" />
    </>
  )
}

function Press() {
  return (
    <>
      <path className="p-line" d="M130 60h60M130 78h44" />
      <rect className="p-pad" x="128" y="104" width="64" height="34" rx="10" />
    </>
  )
}

function TwoDigits() {
  return (
    <>
      <path className="p-line" d="M130 60h60M130 76h40" />
      {[132, 164].map(x => (
        <g key={x}>
          <rect className="p-inset" x={x} y="98" width="25" height="38" rx="5" />
          <circle className="p-dot" cx={x + 12.5} cy="117" r="6" />
        </g>
      ))}
    </>
  )
}

function File() {
  return (
    <>
      <path className="p-paper" d="M132 56h56v88h-56z" />
      <path className="p-line" d="M140 70h32M140 82h40M140 94h36M140 106h40" />
      <circle className="p-seal" cx="176" cy="130" r="8" />
    </>
  )
}

const FACES = { code: Code, person: Person, digits: Digits, press: Press, 'two-digits': TwoDigits, file: File }
