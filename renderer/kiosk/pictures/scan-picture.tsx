/** A paper's code is held under the scanner. */
export function ScanPicture({ busy = false }: { readonly busy?: boolean }) {
  return (
    <svg className={`picture scan ${busy ? 'busy' : ''}`} viewBox="36 0 248 250" aria-hidden="true">
      <path
        className="p-solid"
        d="M86 8h148a16 16 0 0 1 16 16v40a16 16 0 0 1-16 16H86a16 16 0 0 1-16-16V24A16 16 0 0 1 86 8z"
      />
      <rect className="p-inset" x="118" y="56" width="84" height="16" rx="8" />
      <path className="p-beam" d="M122 80h76l34 96H88z" />
      <g className="p-moving">
        <path className="p-paper" d="M84 118h152l36 122H48z" />
        <path className="p-line" d="M96 140h60M91 160h48M85 182h44M79 206h40" />
        <g transform="matrix(1 0 .2 1 152 150)">
          <rect className="p-code-ground" x="-8" y="-6" width="74" height="66" rx="4" />
          <path
            className="p-code"
            d="M0 0h20v18H0zM40 0h20v18H40zM0 36h20v18H0zM26 4h8v8h-8zM26 20h8v8h-8zM2 24h14v6H2zM42 24h8v8h-8zM28 36h8v8h-8zM44 40h14v8H44zM32 48h8v6h-8z"
          />
          <path className="p-code-eye" d="M6 5.500h8v7H6zM46 5.500h8v7h-8zM6 41.500h8v7H6z" />
        </g>
      </g>
    </svg>
  )
}
