import { type Answering, isFromHere } from '../loopback-server.ts'
import { type ApiParts, answerApi } from './api-server.ts'
import { answerControl, type ControlParts } from './control-routes.ts'
import { answerPhone } from './phone-routes.ts'

/** The one answer behind the API, the phone and the controls. */
export function createAnswering(api: ApiParts, control: ControlParts): Answering {
  return (request, response) => {
    if (!isFromHere(request)) return void response.writeHead(403, { 'Content-Length': '0' }).end()
    if (request.target.startsWith('/_sim/')) return answerControl(control, request, response)
    if (request.target.startsWith('/phone')) return answerPhone(control.desk, request, response)
    return answerApi(api, request, response)
  }
}
