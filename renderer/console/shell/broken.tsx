import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'
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
    <Result
      status="warning"
      title={<h1 className="result-title">{t('broken.title')}</h1>}
      subTitle={t('broken.toDo')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('broken.reload')}
        </Button>
      }
    />
  )
}
