import { both, escapeHtml, phonePage } from '../../phone-page.ts'
import type { CampusPerson } from '../people.ts'
import { peopleList } from '../people-list.ts'

const TITLE = { zh: '统一身份认证', en: 'University login' }

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`

/** Name and password, and below them those of the people of the demo. `isWrong`: what was typed before was. */
export function loginPage(parts: {
  readonly service: string | null
  readonly renew: boolean
  readonly execution: string
  readonly isWrong: boolean
  readonly people: readonly CampusPerson[]
}): string {
  const { service, renew, execution, isWrong, people } = parts
  const wrong = `<p class="card" role="alert">${both('账号或密码不对。', 'The number or the password is wrong.')}</p>`
  return phonePage(
    TITLE,
    `${isWrong ? wrong : ''}<form method="post" action="/cas/login" class="card">
${service === null ? '' : hidden('service', service)}${renew ? hidden('renew', 'true') : ''}
${hidden('execution', execution)}${hidden('_eventId', 'submit')}
<label>${both('学号或工号', 'Student or staff number')}
<input name="username" required maxlength="64" autocomplete="username"></label>
<label>${both('密码', 'Password')}
<input name="password" type="password" required maxlength="64" autocomplete="current-password"></label>
<button class="go">${both('登录', 'Log in')}</button></form>
${peopleList(people)}`,
  )
}

/** Where there is no service to go on to. */
export function loggedInPage(person: CampusPerson): string {
  return phonePage(
    TITLE,
    `<p class="card">${both(`已登录：${person.name.zh}`, `Logged in: ${person.name.en}`)}</p>
<a class="button" href="/cas/logout">${both('退出登录', 'Log out')}</a>`,
  )
}

export function loggedOutPage(): string {
  return phonePage(TITLE, `<p class="card">${both('您已退出登录。', 'You are logged out.')}</p>`)
}

/** A service that was not registered. */
export function strangerPage(): string {
  return phonePage(
    TITLE,
    `<p class="card" role="alert">${both('该应用未获准使用统一身份认证。', 'This application is not allowed to use the university login.')}</p>`,
  )
}

export function lostPage(): string {
  return phonePage(TITLE, `<p class="card">${both('没有这个页面。', 'There is no such page.')}</p>`)
}
