import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleStart } from '../../../src/contract/console-api.ts'
import type { Result } from '../../../src/result.ts'
import type { Refusal } from '../../web/route-client.ts'
import { leadToLogin, loginAddress } from './lead-to-login.ts'
import { homeOf } from './place.ts'
import { useShellWords } from './words.ts'

export interface LoginDialogProps {
  /** Who was logged in. */
  readonly staffId: string
  readonly onLookAgain: () => Promise<Result<ConsoleStart, Refusal>>
  readonly onDone: (isIn: boolean) => void
}

/** The session is over in the middle of work: what was typed stays while somebody logs in beside it. */
export function LoginDialog({ staffId, onLookAgain, onDone }: LoginDialogProps) {
  const t = useShellWords()
  const home = homeOf(document)
  const [isBusy, setBusy] = useState(false)
  const [isStillOut, setStillOut] = useState(false)
  const goOn = async () => {
    setBusy(true)
    const start = await onLookAgain()
    setBusy(false)
    if (!start.ok) return setStillOut(true)
    // What stands on the page is of somebody else.
    if (start.value.staffId !== staffId) return location.reload()
    onDone(true)
  }
  return (
    <Modal open title={t('login.title')} closable={false} mask={{ closable: false }} keyboard={false} footer={null}>
      <p>{t('login.what')}</p>
      {isStillOut && <Alert type="warning" showIcon title={t('login.not')} role="alert" />}
      <p className="stacked-buttons">
        <Button type="primary" href={loginAddress(home)} target="_blank" rel="noopener" block>
          {t('login.there')}
        </Button>
        <Button onClick={() => void goOn()} loading={isBusy} block>
          {t('login.done')}
        </Button>
        <Button type="link" onClick={() => leadToLogin(home)} block>
          {t('login.here')}
        </Button>
      </p>
    </Modal>
  )
}
