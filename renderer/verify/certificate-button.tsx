import { useState } from 'react'
import type { FileNames } from '../../src/verification/file-names.ts'
import { PressButton } from '../ui/press-button.tsx'
import { saveFile } from '../web/save-file.ts'
import { usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** The status under which the server says that its records hold no such document. */
const UNKNOWN = 404

/** Asks for a verification certificate and hands it over as a download. */
export function CertificateButton(props: { readonly of: FileNames | { ticket: string } }) {
  const t = useWords()
  const { server } = usePage()
  const [state, setState] = useState<'idle' | 'making' | 'failed' | 'unknown'>('idle')
  const get = async () => {
    setState('making')
    const pdf = await server.certificate(props.of)
    if (!pdf.ok) return setState(pdf.error.status === UNKNOWN ? 'unknown' : 'failed')
    saveFile(pdf.value, 'verification-certificate.pdf', 'application/pdf')
    setState('idle')
  }
  return (
    <section className="card certificate">
      <p>{t('certificate.how')}</p>
      <PressButton look="ghost" disabled={state === 'making'} onPress={() => void get()}>
        {t(state === 'making' ? 'certificate.making' : 'certificate.get')}
      </PressButton>
      <div role="status">
        {state === 'failed' && <p className="wrong">{t('certificate.failed')}</p>}
        {state === 'unknown' && <p className="wrong">{t('certificate.unknown')}</p>}
      </div>
    </section>
  )
}
