import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { PageCanvas } from '../ui/preview/page-canvas.tsx'
import type { OpenDocument } from '../ui/preview/pdf-engine.ts'
import { saveFile } from '../web/save-file.ts'
import { useWords, type VerifyKey } from './words.ts'

const SIZES = [1, 1.5, 2.2] as const

/** Where it stands beside the facts, and the line is likely to be a fast one. */
const ROOMY = '(min-width: 800px)'

export interface OriginalProps {
  readonly file: Uint8Array | null | 'failed'
  readonly name: string
  /** What it is called, what it is for, and the keys to see and save it, where it is not an issued file beside a paper. */
  /** What stands below the pages. */
  readonly more?: ReactNode
  readonly words?: Readonly<Record<'title' | 'how' | 'show' | 'save', VerifyKey>>
}

const ISSUED = { title: 'original.title', how: 'original.how', show: 'original.show', save: 'original.save' } as const

/** The issued file, page under page, to be laid beside the paper. A phone opens it on request: its reader is a large program. */
export function Original({ file, name, words = ISSUED, more = null }: OriginalProps) {
  const t = useWords()
  const [open, setOpen] = useState<OpenDocument | 'loading' | 'failed' | null>(null)
  const [size, setSize] = useState(0)
  useEffect(() => (typeof open === 'object' ? () => open?.close() : undefined), [open])
  const show = useCallback(async () => {
    if (!(file instanceof Uint8Array)) return setOpen('failed')
    setOpen('loading')
    try {
      const engine = await import('../ui/preview/pdf-engine.ts')
      // The engine takes the bytes away; the file is still to be checked and saved.
      setOpen(await engine.openDocument(file.slice()))
    } catch {
      setOpen('failed')
    }
  }, [file])
  useEffect(() => {
    if (file instanceof Uint8Array && window.matchMedia(ROOMY).matches) void show()
  }, [file, show])
  return (
    <section className="card original" aria-labelledby="original">
      <h2 id="original">{t(words.title)}</h2>
      <p>{t(words.how)}</p>
      {open === null && (
        <PressButton look="act" className="wide" disabled={file === null} onPress={() => void show()}>
          {t(words.show)}
        </PressButton>
      )}
      <div role="status">
        {open === 'loading' && <p className="small">{t('original.loading')}</p>}
        {(open === 'failed' || (open === null && file === 'failed')) && <p className="wrong">{t('original.failed')}</p>}
      </div>
      {open !== null && typeof open === 'object' && (
        <>
          <div className="original-keys">
            <PressButton look="quiet" disabled={size === 0} onPress={() => setSize(size - 1)}>
              {t('original.smaller')}
            </PressButton>
            <PressButton look="quiet" disabled={size === SIZES.length - 1} onPress={() => setSize(size + 1)}>
              {t('original.larger')}
            </PressButton>
            <PressButton
              look="quiet"
              onPress={() => {
                if (file instanceof Uint8Array) saveFile(new Uint8Array(file), name, 'application/pdf')
              }}
            >
              {t(words.save)}
            </PressButton>
          </div>
          <Pages file={open} size={SIZES[size] ?? 1} />
        </>
      )}
      {more}
    </section>
  )
}

function Pages({ file, size }: { readonly file: OpenDocument; readonly size: number }) {
  const t = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const pages = Array.from({ length: file.pages }, (_, at) => at + 1)
  return (
    <div className="original-pages" ref={frame}>
      {widthPx > 0 &&
        pages.map(page => (
          <PageCanvas
            key={page}
            file={file}
            page={page}
            widthPx={Math.floor((widthPx - 2) * size)}
            label={t('original.page', { page, pages: file.pages })}
          />
        ))}
    </div>
  )
}
