import { Alert, Progress } from 'antd'
import { type ChangeEvent, useState } from 'react'
import { type FolderFault, TEMPLATES_ROUTES, ZIP_BYTES_MAX } from '../../../src/contract/templates-api.ts'
import type { Refusal } from '../../web/route-client.ts'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useServer } from '../shell/console-context.ts'
import { Trouble } from '../shell/trouble.tsx'
import { sendFolder } from './send-folder.ts'
import { useKindWords } from './words.ts'

/** Takes a ZIP of templates; one that is in order leads to its trial, another is told fault by fault. */
export function BringFolder({ kind }: { readonly kind: string }) {
  const t = useKindWords()
  const { goTo } = useConsole()
  const server = useServer(TEMPLATES_ROUTES)
  const [done, setDone] = useState<number | null>(null)
  const [faults, setFaults] = useState<readonly FolderFault[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file) return
    setRefusal(null)
    setFaults([])
    if (file.size > ZIP_BYTES_MAX || file.size === 0) return setFaults([{ what: 'too-large', path: '' }])
    setDone(0)
    const zip = new Uint8Array(await file.arrayBuffer())
    const words = { 'other-file': t('bring.otherFile'), 'not-there': t('gone') }
    const answer = inWords(await sendFolder(server, kind, zip, setDone), words)
    setDone(null)
    target.value = ''
    if (!answer.ok) return setRefusal(answer.error)
    if (answer.value.state === 'kept') goTo({ path: `kinds/${kind}/versions/${answer.value.number}`, query: {} })
    if (answer.value.state === 'refused') setFaults(answer.value.faults)
  }
  return (
    <>
      <p>{t('bring.hint')}</p>
      <label className="bring-folder">
        <span>{t('bring.label')}</span>
        <input type="file" accept=".zip,application/zip" disabled={done !== null} onChange={take} />
      </label>
      {done !== null && <Progress percent={Math.round(done * 100)} aria-label={t('bring.under-way')} />}
      {refusal && <Trouble refusal={refusal} />}
      {faults.length > 0 && (
        <Alert
          type="error"
          title={t('bring.faults')}
          description={
            <ul>
              {faults.map(({ what, path }) => (
                <li key={`${what} ${path}`}>
                  {t(`fault.${what}`)} {path !== '' && <code>{path}</code>}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )
}
