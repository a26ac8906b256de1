import { type DragEvent, useEffect, useRef, useState } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { FILE_BYTES_MAX } from './file-checker.ts'
import { chosenFiles, droppedFiles, FILES_MAX, type GatheredFile } from './gather-files.ts'
import { useWords } from './words.ts'

/** A place to drop files and folders, and buttons for whoever has no mouse. */
export function FilePicker(props: {
  readonly disabled: boolean
  readonly onFiles: (files: readonly GatheredFile[]) => void
}) {
  const t = useWords()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    // React has no word for it; browsers without it offer files alone.
    folder.current?.setAttribute('webkitdirectory', '')
  }, [])
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    if (!props.disabled) props.onFiles(await droppedFiles(event.dataTransfer))
  }
  const choose = (input: HTMLInputElement) => {
    const chosen = input.files ? chosenFiles(input.files) : []
    input.value = ''
    if (chosen.length > 0) props.onFiles(chosen)
  }
  const words = { pdf: 'PDF', megabytes: FILE_BYTES_MAX / 1024 / 1024, count: FILES_MAX }
  return (
    <section
      className="drop"
      aria-label={t('file.drop')}
      data-over={isOver}
      onDragOver={event => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => void drop(event)}
    >
      <p className="drop-word">{t('file.drop')}</p>
      <div className="drop-keys">
        <PressButton look="act" disabled={props.disabled} onPress={() => files.current?.click()}>
          {t('file.choose')}
        </PressButton>
        <PressButton
          look="ghost"
          className="folder-key"
          disabled={props.disabled}
          onPress={() => folder.current?.click()}
        >
          {t('file.folder')}
        </PressButton>
      </div>
      <p className="small">{t('file.kinds', words)}</p>
      <input
        ref={files}
        type="file"
        accept="application/pdf,.pdf"
        multiple
        hidden
        aria-label={t('file.choose')}
        onChange={event => choose(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={t('file.folder')}
        onChange={event => choose(event.target)}
      />
    </section>
  )
}
