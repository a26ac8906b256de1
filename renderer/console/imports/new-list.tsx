import { Alert, Button, Card, Form, Progress, Select } from 'antd'
import { useState } from 'react'
import {
  COLUMNS_OF_LIST,
  LIST_KINDS,
  type ListColumnName,
  type ListKind,
  PEOPLE_LISTS_ROUTES,
} from '../../../src/contract/people-lists-api.ts'
import { LIST_COLUMN_WORDS, LIST_KIND_WORDS } from '../../../src/words/list-words.ts'
import type { Refusal } from '../../web/route-client.ts'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useServer } from '../shell/console-context.ts'
import { useLanguage, useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { bringFile, type FileTrouble, troubleOf } from './bring-file.ts'
import { DropArea } from './drop-area.tsx'
import { useImportWords } from './words.ts'

interface Known {
  readonly listId: string
  readonly file: File
  readonly turn: number
}

/** Which kind of list, its empty table, and the file, which goes up and is looked through. */
export function NewList() {
  const t = useImportWords()
  const text = useText()
  const { goTo } = useConsole()
  const server = useServer(PEOPLE_LISTS_ROUTES)
  const [kind, setKind] = useState<ListKind>('holds')
  const [under, setUnder] = useState<{ readonly name: string; readonly share: number } | null>(null)
  const [trouble, setTrouble] = useState<FileTrouble | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [known, setKnown] = useState<Known | null>(null)
  const bring = async (file: File, turn = 0) => {
    const wrong = troubleOf(file)
    setTrouble(wrong)
    setKnown(null)
    setRefusal(null)
    if (wrong) return
    setUnder({ name: file.name, share: 0 })
    const onPart = (share: number) => setUnder({ name: file.name, share })
    const answer = inWords(await bringFile(server, { kind, file, turn, onPart }), { 'other-file': t('broken') })
    setUnder(null)
    if (!answer.ok) setRefusal(answer.error)
    else if (answer.value.isKnown) setKnown({ listId: answer.value.listId, file, turn })
    else goTo({ path: `lists/${answer.value.listId}`, query: {} })
  }
  return (
    <Card title={t('bring')}>
      <Form layout="vertical" component="div" className="people-find">
        <Form.Item label={t('kind')} htmlFor="list-kind" extra={t(`about.${kind}`)}>
          <Select<ListKind>
            id="list-kind"
            value={kind}
            onChange={setKind}
            options={LIST_KINDS.map(value => ({ value, label: text(LIST_KIND_WORDS[value]) }))}
          />
        </Form.Item>
      </Form>
      <Columns kind={kind} />
      <DropArea isDisabled={under !== null} onFile={file => void bring(file)} />
      {under && (
        <div role="status">
          <p>{t('uploading', { name: under.name })}</p>
          <Progress percent={Math.floor(under.share * 100)} aria-label={t('uploading', { name: under.name })} />
        </div>
      )}
      {trouble && <Alert type="error" showIcon role="alert" title={t(trouble)} />}
      {refusal && <Trouble refusal={refusal} />}
      {known && (
        <Alert
          type="info"
          showIcon
          title={t('already')}
          description={
            <>
              <p>{t('alreadyLead')}</p>
              <p>
                <PlaceLink to={`lists/${known.listId}`}>{t('open')}</PlaceLink>
              </p>
            </>
          }
          action={<Button onClick={() => void bring(known.file, known.turn + 1)}>{t('again')}</Button>}
        />
      )}
    </Card>
  )
}

function Columns({ kind }: { readonly kind: ListKind }) {
  const t = useImportWords()
  const text = useText()
  const language = useLanguage()
  const { beside } = useConsole()
  const said = (names: readonly ListColumnName[]) =>
    names.map(name => text(LIST_COLUMN_WORDS[name])).join(language === 'en' ? ', ' : '、')
  const [needed, also] = [said(COLUMNS_OF_LIST[kind].needed), said(COLUMNS_OF_LIST[kind].also)]
  const path = (format: string) => beside(`staff/lists/template/${kind}/${language === 'en' ? 'en' : 'zh'}/${format}`)
  return (
    <>
      <p>{t(also === '' ? 'columnsNeeded' : 'columns', { needed, also })}</p>
      <p className="page-acts list-template">
        <span>{t('template')}</span>
        <Button href={path('xlsx')}>{t('templateXlsx')}</Button>
        <Button href={path('csv')}>{t('templateCsv')}</Button>
      </p>
    </>
  )
}
