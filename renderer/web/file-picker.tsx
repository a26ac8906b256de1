import { type DragEvent, useEffect, useRef, useState } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { useWebWords } from './app-words.tsx'
import { chosenFiles, droppedFiles, type GatheredFile, type WantedFiles } from './gather-files.ts'

/** A place to drop files and folders, and buttons for whoever has no mouse. */
export function FilePicker(props: {
  readonly wanted: WantedFiles
  readonly disabled: boolean
  /** Up to one more than are wanted, so that the app can say that some were left out. Whether one is too large, the app checks. */
  readonly onFiles: (files: readonly GatheredFile[]) => void
}) {
  const t = useWebWords()
  const { wanted } = props
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
    if (!props.disabled) props.onFiles(await droppedFiles(event.dataTransfer, wanted))
  }
  const choose = (input: HTMLInputElement) => {
    const chosen = input.files ? chosenFiles(input.files, wanted) : []
    input.value = ''
    if (chosen.length > 0) props.onFiles(chosen)
  }
  const words = { kinds: wanted.name, megabytes: wanted.mostBytes / 1024 / 1024, count: wanted.mostFiles }
  return (
    <section
      className="drop"
      aria-label={t('files.drop')}
      data-over={isOver}
      onDragOver={event => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => void drop(event)}
    >
      <p className="drop-word">{t('files.drop')}</p>
      <div className="drop-keys">
        <PressButton look="act" disabled={props.disabled} onPress={() => files.current?.click()}>
          {t('files.choose')}
        </PressButton>
        <PressButton
          look="ghost"
          className="folder-key"
          disabled={props.disabled}
          onPress={() => folder.current?.click()}
        >
          {t('files.folder')}
        </PressButton>
      </div>
      <p className="small">{t('files.kinds', words)}</p>
      <input
        ref={files}
        type="file"
        accept={acceptOf(wanted)}
        multiple={wanted.mostFiles > 1}
        hidden
        aria-label={t('files.choose')}
        onChange={event => choose(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={t('files.folder')}
        onChange={event => choose(event.target)}
      />
    </section>
  )
}

/** What the browser's own window offers: by media type, and by ending for browsers that know the type under another name. */
const acceptOf = ({ mediaTypes, endings }: WantedFiles) => [...mediaTypes, ...endings].join(',')
