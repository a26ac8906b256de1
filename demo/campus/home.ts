import type { ServerResponse } from 'node:http'
import { both, PAGE_HEADERS, phonePage } from '../phone-page.ts'
import type { CampusPart } from './part.ts'
import type { CampusPerson } from './people.ts'
import { peopleList } from './people-list.ts'

const TITLE = { zh: '演示校园', en: 'Demo campus' }

/** What each system shows first, by the system's name. */
const PAGES: Readonly<Record<string, readonly (readonly [path: string, zh: string, en: string])[]>> = {
  cas: [['/cas/login', '统一身份认证', 'University login']],
  wecom: [
    ['/wecom/phone/1', '企业微信：让这个浏览器成为手机 1', 'WeCom: this browser becomes phone 1'],
    ['/wecom/phone/none', '企业微信：这个浏览器不是手机', 'WeCom: this browser is no phone'],
  ],
  mailbox: [['/mailbox', '所有人的邮箱', "Everybody's mailbox"]],
  phone: [['/phone', '所有人的短信', "Everybody's texts"]],
  authenticator: [['/authenticator', '工作人员的动态验证码', 'One-time codes of staff']],
}

/** Answers `/`: where the systems of the campus are, and by what its people log in. */
export function answerHome(
  systems: readonly Pick<CampusPart, 'name'>[],
  people: readonly CampusPerson[],
  response: ServerResponse,
): void {
  const links = systems
    .flatMap(({ name }) => PAGES[name] ?? [])
    .map(([path, zh, en]) => `<a class="button" href="${path}">${both(zh, en)}</a>`)
  response.writeHead(200, PAGE_HEADERS).end(phonePage(TITLE, `${links.join('\n')}\n${peopleList(people)}`))
}
