import { Alert, Button } from 'antd'
import { lazy, Suspense } from 'react'
import { FAULT_REFERENCES } from '../../../src/fault.ts'
import type { Refusal } from '../../web/route-client.ts'
import { useShellWords } from './words.ts'

/** What is said of every fault fills a file of its own, which is asked for as soon as the console stands: without a server it could not be had. */
const loadFaultText = () => import('./fault-text.tsx')
const FaultText = lazy(async () => ({ default: (await loadFaultText()).FaultText }))
export const bringFaultTexts = (): void => void loadFaultText().catch(() => undefined)

export interface TroubleProps {
  readonly refusal: Refusal
  readonly onAgain?: () => void
}

/** What did not work, what to do, and the number to name. Said aloud when it comes. */
export function Trouble({ refusal, onAgain }: TroubleProps) {
  const t = useShellWords()
  const { fault, said } = refusal
  if (said !== undefined) return <Alert type="error" showIcon role="alert" title={said} />
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={
        <Suspense fallback={t('trouble.other')}>
          <FaultText code={fault.code} part="what" />
        </Suspense>
      }
      description={
        <>
          <Suspense fallback={t('trouble.otherToDo')}>
            <FaultText code={fault.code} part="staff" />
          </Suspense>
          <div className="trouble-number">
            {t('trouble.reference', { reference: FAULT_REFERENCES[fault.code] })}
            {fault.detail !== undefined && ` · ${t('trouble.detail', { detail: fault.detail })}`}
          </div>
        </>
      }
      action={onAgain && <Button onClick={onAgain}>{t('trouble.again')}</Button>}
    />
  )
}
