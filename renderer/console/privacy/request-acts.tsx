import { Form, Input } from 'antd'
import { useState } from 'react'
import {
  ANSWER_CHARACTERS_MAX,
  PRIVACY_ROUTES,
  type PrivacyRequest,
  type REQUEST_OUTCOMES,
} from '../../../src/contract/privacy-api.ts'
import { ActDialog } from '../parts/act-dialog.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { usePrivacyWords } from './words.ts'

export type Outcome = (typeof REQUEST_OUTCOMES)[number]

export interface EndDialogProps {
  readonly one: PrivacyRequest
  readonly outcome: Outcome
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Ends a request with an outcome: what that does and does not, then what was done or why not, then how it stands. */
export function EndDialog({ one, outcome, onDone, onClose }: EndDialogProps) {
  const t = usePrivacyWords()
  const server = useServer(PRIVACY_ROUTES)
  const [reason, setReason] = useState('')
  const isRefusal = outcome === 'refused'
  return (
    <ActDialog
      label={t(`act.${outcome}.label`)}
      isDangerous={isRefusal}
      isReady={!isRefusal || reason.trim() !== ''}
      will={
        <>
          <p>{t(`act.${outcome}.will`)}</p>
          <p>{t('act.nothingElse')}</p>
        </>
      }
      fields={
        <Form layout="vertical" component="div">
          <Form.Item
            label={t(isRefusal ? 'act.why' : 'act.note')}
            htmlFor="request-end-reason"
            extra={t(isRefusal ? 'act.whyHint' : 'act.noteHint')}
            required={isRefusal}
          >
            <Input.TextArea
              id="request-end-reason"
              rows={3}
              maxLength={ANSWER_CHARACTERS_MAX}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
      }
      act={async () =>
        inWords(await server.endPrivacyRequest({ number: one.number, outcome, reason }), {
          'request-unknown': t('one.unknown'),
          over: t('act.over'),
          'reason-missing': t('act.reasonMissing'),
        })
      }
      did={({ isLate }) => t(isLate ? 'act.didLate' : 'act.did', { outcome: t(`outcomes.${outcome}`) })}
      onDone={onDone}
      onClose={onClose}
    />
  )
}
