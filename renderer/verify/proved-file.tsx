import { useState } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { saveFile } from '../web/save-file.ts'
import { usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** The file with proofs for long keeping, for whoever asks: some readers call it changed, so it is not what everybody is given. */
export function ProvedFile({ ticket, name }: { readonly ticket: string; readonly name: string }) {
  const t = useWords()
  const { server } = usePage()
  const [state, setState] = useState<'idle' | 'fetching' | 'failed'>('idle')
  const get = async () => {
    setState('fetching')
    const file = await server.file({ ticket, form: 'proved' })
    if (!file.ok) return setState('failed')
    saveFile(file.value, `${name}-proofs.pdf`, 'application/pdf')
    setState('idle')
  }
  return (
    <details>
      <summary>{t('proved.title')}</summary>
      <p>{t('proved.how')}</p>
      <PressButton look="ghost" disabled={state === 'fetching'} onPress={() => void get()}>
        {t('proved.save')}
      </PressButton>
      <div role="status">{state === 'failed' && <p className="wrong">{t('original.failed')}</p>}</div>
    </details>
  )
}
