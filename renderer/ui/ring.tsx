const RADIUS = 44
const LENGTH = 2 * Math.PI * RADIUS

/** A span that runs out: a ring that empties, with the seconds in the middle. */
export function Ring({ remainingMs, totalMs }: { readonly remainingMs: number; readonly totalMs: number }) {
  const share = totalMs > 0 ? Math.min(1, Math.max(0, remainingMs / totalMs)) : 0
  return (
    <svg className="ring" viewBox="0 0 100 100" role="timer" aria-label={String(Math.ceil(remainingMs / 1000))}>
      <circle className="ring-ground" cx="50" cy="50" r={RADIUS} />
      <circle
        className="ring-rest"
        cx="50"
        cy="50"
        r={RADIUS}
        strokeDasharray={`${LENGTH * share} ${LENGTH}`}
        transform="rotate(-90 50 50)"
      />
      <text className="ring-number" x="50" y="51" textAnchor="middle" dominantBaseline="central">
        {Math.max(0, Math.ceil(remainingMs / 1000))}
      </text>
    </svg>
  )
}
