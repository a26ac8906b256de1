import { useEffect, useState } from 'react'
import type { FileCheck } from '../../src/verification/file-check.ts'
import { Original } from './original.tsx'
import { usePage } from './page-context.ts'

const WORDS = { title: 'part.title', how: 'part.how', show: 'part.show', save: 'part.save' } as const

/**
 * The document as it was sealed, out of a file that it stands whole in. Its bytes are checked again as a file of their own before
 * anything of them is shown: what is shown here is what the seal covers and nothing else.
 */
export function SealedPart(props: {
  readonly file: Blob
  readonly part: NonNullable<FileCheck['part']>
  readonly name: string
}) {
  const { file, part } = props
  const { checker, trust } = usePage()
  const { anchors, timestampAnchors } = trust
  const [bytes, setBytes] = useState<Uint8Array | null | 'failed'>(null)
  useEffect(() => {
    let left = false
    const take = async () => {
      const taken = new Uint8Array(await file.slice(part.start, part.end).arrayBuffer())
      const checked = await checker.check(taken, { anchors, timestampAnchors }, Date.now())
      return checked !== 'gave-up' && checked.check.verdict === 'valid' ? taken : ('failed' as const)
    }
    take().then(
      taken => !left && setBytes(taken),
      () => !left && setBytes('failed'),
    )
    return () => {
      left = true
    }
  }, [file, part, checker, anchors, timestampAnchors])
  return <Original file={bytes} name={`sealed-${props.name.split('/').at(-1)}`} words={WORDS} />
}
