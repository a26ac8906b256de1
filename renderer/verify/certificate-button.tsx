import { useState } from 'react'
import type { FileNames } from '../../src/verification/file-names.ts'
import { PressButton } from '../ui/press-button.tsx'
import { saveFile } from './save-file.ts'
import { server } from './server.ts'
import { useWords } from './words.ts'

/** Asks for a verification certificate and hands it over as a download. */
export function CertificateButton(props: { readonly of: FileNames | { ticket: string } }) {
  const t = useWords()
  const [state, setState] = useState<'idle' | 'making' | 'failed' | 'unknown'>('idle')
  const get = async () => {
    setState('making')
    try {
      const pdf = await server.certificate(props.of)
      if (!pdf) return setState('unknown')
      saveFile(new Uint8Array(pdf), 'verification-certificate.pdf', 'application/pdf')
      setState('idle')
    } catch {
      setState('failed')
    }
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
