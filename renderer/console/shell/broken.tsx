import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { WholeNote } from './whole-note.tsx'
import { useShellWords } from './words.ts'

/** Around one page: what breaks in it leaves the menu standing. */
export class Broken extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false }
  static getDerivedStateFromError() {
    return { isBroken: true }
  }
  override render() {
    return this.state.isBroken ? <BrokenNote /> : this.props.children
  }
}

function BrokenNote() {
  const t = useShellWords()
  return (
    <WholeNote
      title={t('broken.title')}
      toDo={t('broken.toDo')}
      wayOn={
        <Button type="primary" onClick={() => location.reload()}>
          {t('broken.reload')}
        </Button>
      }
    />
  )
}
