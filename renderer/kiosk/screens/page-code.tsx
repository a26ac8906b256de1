import type { PhonePage } from '../../../src/contract/phone-page-view.ts'
import { QrCode } from '../../ui/qr-code.tsx'
import { useWords } from '../kiosk-context.ts'

/** The square code that leads a phone to a page of the web, and what must stand in its address there. `label` says what the code is for. */
export function PageCode({ page, label }: { readonly page: PhonePage; readonly label: string }) {
  const { t } = useWords()
  return (
    <>
      <div className="code">
        <QrCode text={page.url} label={label} />
      </div>
      <div className="panel payee">
        <div>
          <span>{t('phoneLogin.host')}</span>
          <b className="host">
            <bdi>{page.host}</bdi>
          </b>
        </div>
      </div>
    </>
  )
}
