import { Alert, Button, Form, Input, Modal, Spin } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { type AskedOfKey, STAFF_ROUTES } from '../../../src/contract/staff-api.ts'
import { askSecurityKey } from './ask-security-key.ts'
import { useServer } from './console-context.ts'
import { useShellWords } from './words.ts'

type Refused = 'wrong' | 'used' | 'recovery-used' | 'wait' | 'keyFailed' | 'failed'
type Proof = { kind: 'totp' | 'recovery'; code: string } | { kind: 'webauthn'; said: unknown }

/** Asks for the second proof once more; what waited for it goes on by itself. */
export function StepUpDialog({ onDone }: { readonly onDone: (isShown: boolean) => void }) {
  const t = useShellWords()
  const server = useServer(STAFF_ROUTES)
  const [ways, setWays] = useState<{ hasTotp: boolean; key: AskedOfKey | null } | null>(null)
  const [isRecovery, setRecovery] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [code, setCode] = useState('')

  const askWays = useCallback(async () => {
    const answer = await server.askStepUp({})
    if (answer.ok) setWays(answer.value)
    else setRefused('failed')
  }, [server])
  useEffect(() => void askWays(), [askWays])

  const show = async (proof: Proof) => {
    setBusy(true)
    const answer = await server.stepUp(proof)
    setBusy(false)
    if (answer.ok && answer.value.outcome === 'stepped-up') return onDone(true)
    setRefused(answer.ok && answer.value.outcome !== 'stepped-up' ? answer.value.outcome : 'failed')
    setCode('')
    // What a key is asked to sign is good once.
    if (ways?.key) await askWays()
  }
  const askKey = async (asked: AskedOfKey) => {
    setBusy(true)
    const said = await askSecurityKey(asked).catch(() => null)
    setBusy(false)
    if (said !== null) return show({ kind: 'webauthn', said })
    setRefused('keyFailed')
    return askWays()
  }
  const kind = isRecovery || (ways && !ways.hasTotp) ? 'recovery' : 'totp'
  const hasField = isRecovery || ways?.hasTotp
  return (
    <Modal
      open
      title={t('stepUp.title')}
      onCancel={() => onDone(false)}
      mask={{ closable: false }}
      footer={null}
      width={420}
    >
      <p>{t('stepUp.what')}</p>
      {refused && <Alert type="error" showIcon title={t(`stepUp.${refused}`)} role="alert" />}
      {ways === null && refused === null && <Spin description={t('loading')} />}
      {ways?.key && (
        <Button
          block
          size="large"
          type={ways.hasTotp ? 'default' : 'primary'}
          loading={isBusy}
          onClick={() => void askKey(ways.key!)}
        >
          {t('stepUp.key')}
        </Button>
      )}
      {hasField && (
        <Form layout="vertical" className="step-up-form" onFinish={() => void show({ kind, code: code.trim() })}>
          <Form.Item
            label={t(kind === 'totp' ? 'stepUp.code' : 'stepUp.recoveryCode')}
            htmlFor="step-up-code"
            extra={kind === 'totp' ? t('stepUp.codeHint') : undefined}
          >
            <Input
              id="step-up-code"
              size="large"
              autoFocus
              autoComplete="one-time-code"
              value={code}
              onChange={event => setCode(event.target.value)}
              {...(kind === 'totp' ? { inputMode: 'numeric', maxLength: 6 } : { maxLength: 20 })}
            />
          </Form.Item>
          <Button block size="large" type="primary" htmlType="submit" loading={isBusy} disabled={code.trim() === ''}>
            {t('stepUp.confirm')}
          </Button>
        </Form>
      )}
      <p className="stacked-buttons">
        {!isRecovery && (
          <Button type="link" onClick={() => setRecovery(true)}>
            {t('stepUp.recovery')}
          </Button>
        )}
        <Button type="text" onClick={() => onDone(false)}>
          {t('stepUp.cancel')}
        </Button>
      </p>
    </Modal>
  )
}
