import { useTimes } from '../parts/values.tsx'
import { useStaffWords } from './words.ts'

/** A code as it is handed over, once. */
export function HandOver({ code, expiresAt }: { readonly code: string; readonly expiresAt: string }) {
  const t = useStaffWords()
  const { time } = useTimes()
  return (
    <>
      <p>{t('handOver', { until: time(expiresAt) })}</p>
      <p>
        <code className="one-time-code">{code}</code>
      </p>
    </>
  )
}
