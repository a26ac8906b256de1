import { useEffect, useState } from 'react'
import { useWords } from './words.ts'

const SLOW_AFTER_MS = 6_000

/** Says what is waited for, and after a while that it takes longer than usual. */
export function Working({
  what,
  slowAfterMs = SLOW_AFTER_MS,
}: {
  readonly what: string
  readonly slowAfterMs?: number
}) {
  const t = useWords()
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [slowAfterMs])
  return (
    <p className="working" role="status">
      <i aria-hidden="true" />
      <span>
        {what}
        {isSlow && <span className="small"> {t('trouble.slow')}</span>}
      </span>
    </p>
  )
}
