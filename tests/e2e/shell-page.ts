import { shellPorts } from '../../renderer/kiosk/connect-port.ts'
import { openStationLink } from '../../renderer/kiosk/station-link.ts'

/**
 * The least page that a shell can show: the product's own link to the station, and the view as text. `data-status` is the
 * link's state, `#station` the station's process id, `#touches` its count.
 */
const link = openStationLink(shellPorts(), {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
})
const show = () => {
  const { status, view } = link.state()
  document.body.dataset.status = status
  if (!view) return
  document.getElementById('station')!.textContent = view.terminalName.zh
  document.getElementById('touches')!.textContent = String(
    view.content.screen === 'attract' ? view.content.freeCopies : view.content.screen,
  )
}
link.subscribe(show)
show()
document.getElementById('touch')!.addEventListener('click', () => link.send({ kind: 'start' }))
document.getElementById('wedge')!.addEventListener('click', () => link.send({ kind: 'set-copies', copies: 99 }))
document.getElementById('file')!.addEventListener('click', async () => {
  const bytes = await link.previewFile('document-1')
  document.body.dataset.file = bytes ? [...bytes].join(' ') : 'none'
})
