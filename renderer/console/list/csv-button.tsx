import DownloadOutlined from '@ant-design/icons/DownloadOutlined'
import { App, Button } from 'antd'
import { useState } from 'react'
import { csvOf } from '../../web/csv.ts'
import { saveFile } from '../../web/save-file.ts'
import type { ListColumn } from './list-parts.ts'
import type { Rows } from './use-rows.ts'
import { useListWords } from './words.ts'

/** Saves every row that fits as a table. */
export function CsvButton<Row>({
  name,
  columns,
  all,
}: {
  readonly name: string
  readonly columns: readonly ListColumn<Row>[]
  readonly all: Rows<Row>['all']
}) {
  const t = useListWords()
  const { message } = App.useApp()
  const [count, setCount] = useState<number | null>(null)
  const save = async () => {
    setCount(0)
    const found = await all(setCount)
    setCount(null)
    if (!found) return
    const told = columns.flatMap(({ title, text }) => (text ? [{ title, text }] : []))
    const rows = found.rows.map(row => told.map(({ text }) => text(row)))
    saveFile(csvOf([told.map(({ title }) => title), ...rows]), `${name}.csv`, 'text/csv')
    if (found.isCut) void message.warning(t('csvCut', { count: found.rows.length }))
  }
  return (
    <Button icon={<DownloadOutlined />} loading={count !== null} onClick={() => void save()}>
      {count === null ? t('csv') : t('csvBusy', { count })}
    </Button>
  )
}
