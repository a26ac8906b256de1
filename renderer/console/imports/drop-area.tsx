import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useImportWords } from './words.ts'

/** A place to drop a file on, and a button for whoever has no mouse. */
export function DropArea({
  isDisabled,
  onFile,
}: {
  readonly isDisabled: boolean
  readonly onFile: (file: File) => void
}) {
  const t = useImportWords()
  const field = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file && !isDisabled) onFile(file)
  }
  return (
    <section
      className="list-drop"
      aria-label={t('bring')}
      data-over={isOver}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        {t('dropHere')}{' '}
        <Button type="primary" disabled={isDisabled} onClick={() => field.current?.click()}>
          {t('choose')}
        </Button>
      </p>
      <p className="soft">{t('limits')}</p>
      <input
        ref={field}
        type="file"
        hidden
        accept=".csv,.txt,.tsv,.xlsx"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) onFile(file)
        }}
      />
    </section>
  )
}
