/** The machine itself, at rest, starting, or away. */
export function MachinePicture({ waking }: { readonly waking: boolean }) {
  return (
    <svg className={`picture machine ${waking ? 'waking' : ''}`} viewBox="54 4 212 256" aria-hidden="true">
      <path className="p-solid" d="M104 12h112a16 16 0 0 1 16 16v218H88V28a16 16 0 0 1 16-16z" />
      <rect className="p-inset" x="106" y="32" width="108" height="116" rx="8" />
      <path className="p-slot" d="M120 184h80" />
      <rect className="p-pad" x="178" y="204" width="36" height="24" rx="6" />
      <path className="p-floor" d="M62 252h196" />
      <g className="p-dots">
        <circle cx="138" cy="90" r="7" />
        <circle cx="160" cy="90" r="7" />
        <circle cx="182" cy="90" r="7" />
      </g>
    </svg>
  )
}
