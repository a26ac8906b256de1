import { Form, Input } from 'antd'
import { useState } from 'react'
import { REASON_CHARACTERS } from '../../../src/contract/people-api.ts'
import { PRIVACY_ROUTES } from '../../../src/contract/privacy-api.ts'
import { ActDialog } from '../parts/act-dialog.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { usePrivacyWords } from './words.ts'

/** What follows of it, before the reason is written. */
function WithdrawMeans() {
  const t = usePrivacyWords()
  return (
    <>
      <p>{t('consent.withdraw.lead')}</p>
      <ul className="withdraw-means">
        {(['line1', 'line2', 'line3', 'line4'] as const).map(line => (
          <li key={line}>{t(`consent.withdraw.${line}`)}</li>
        ))}
      </ul>
    </>
  )
}

export interface WithdrawDialogProps {
  readonly personId: string
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Withdraws what a person has agreed to, who has asked for it in another way than on the web. */
export function WithdrawDialog({ personId, onDone, onClose }: WithdrawDialogProps) {
  const t = usePrivacyWords()
  const server = useServer(PRIVACY_ROUTES)
  const [reason, setReason] = useState('')
  return (
    <ActDialog
      label={t('consent.withdraw.label')}
      isDangerous
      isReady={reason.trim() !== ''}
      will={<WithdrawMeans />}
      fields={
        <Form layout="vertical" component="div">
          <Form.Item
            label={t('consent.withdraw.reason')}
            htmlFor="withdraw-reason"
            extra={t('consent.withdraw.reasonHint')}
            required
          >
            <Input.TextArea
              id="withdraw-reason"
              rows={2}
              maxLength={REASON_CHARACTERS}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
      }
      act={async () =>
        inWords(await server.withdrawForPerson({ personId, reason }), {
          'person-unknown': t('consent.gone'),
          'nothing-agreed': t('consent.nothing'),
        })
      }
      did={({ registers }) => t('consent.withdraw.did', { count: registers })}
      onDone={onDone}
      onClose={onClose}
    />
  )
}
