import { createMasker } from 'backstage-plugin-ideogram-incident-common';
import { collectErrors } from './collectErrors';

/** Lines as loggers of many languages write them. */
const ERRORS = [
  // Serilog, NLog, log4net, the console logger of .NET.
  '[12:04:11 ERR] Ideogram answered 503',
  '[12:04:11 FTL] Host terminated unexpectedly',
  '[2026-11-26 12:04:11 error] no answer from Ideogram',
  '2026-11-26 12:04:11.123 +00:00 [ERR] no answer',
  '2026-11-26 12:04:11.1234|ERROR|Acme.Images.Client|no answer',
  '2026-11-26 12:04:11,123 [12] FATAL Acme.Images - no answer',
  'fail: Acme.Images.Client[0]',
  'crit: Acme.Images.Client[7] no answer',
  '2026-11-26T12:04:11 fail: Acme.Images.Client[0] no answer',
  '{"@t":"2026-11-26T12:04:11Z","@mt":"No answer","@l":"Error"}',
  '{"Timestamp":"2026-11-26","Level":"Fatal","MessageTemplate":"No answer"}',
  '{"EventId":0,"LogLevel":"Critical","Category":"Acme","Message":"no answer"}',
  // Java.
  '12:04:11.123 [main] ERROR c.a.Client - no answer',
  '2026-11-26T12:04:11.123+01:00 ERROR 1 --- [app] [nio-8080-exec-1] c.a.Client : no answer',
  'ERROR [pool-1 thread-2] (Client.java:12) - no answer',
  'SEVERE: no answer',
  'Nov 26, 2026 12:04:11 PM com.acme.Client call SEVERE: no answer',
  '[ERROR] [11/26/2026 12:04:11.123] [default-dispatcher-3] [akka://images] no answer',
  '{"@timestamp":"2026-11-26T12:04:11Z","log.level":"ERROR","message":"no answer"}',
  '{"log":{"level":"error"},"message":"no answer"}',
  '{"level_value":40000,"message":"no answer"}',
  // Node.
  '{"level":50,"time":1764158651,"msg":"no answer"}',
  '{"name":"images","level":60,"msg":"no answer"}',
  '[12:04:11.123] ERROR (12): no answer',
  '[Nest] 12  - 11/26/2026, 12:04:11 PM   ERROR [HttpService] no answer',
  '[app] error: no answer',
  '\u001b[31merror\u001b[39m: no answer',
  '[31mERROR[39m no answer',
  'npm ERR! code ELIFECYCLE',
  'error - unhandledRejection: no answer',
  'connect ECONNREFUSED 10.0.0.7:443',
  // Python.
  'ERROR:root:no answer',
  '2026-11-26 12:04:11,123 - images.client - CRITICAL - no answer',
  '[2026-11-26 12:04:11 +0000] [12] [ERROR] no answer',
  '[2026-11-26 12:04:11,123: ERROR/MainProcess] no answer',
  '[E 261126 12:04:11 web:12] no answer',
  '2026-11-26 12:04:11 [error    ] no answer  request=7',
  '2026-11-26 12:04:11.123 | ERROR    | app.main:f:12 - no answer',
  '{"levelno":40,"message":"no answer"}',
  'Traceback (most recent call last):',
  // Go.
  'E1126 12:04:11.123456       1 client.go:12] no answer',
  'F20261126 12:04:11.123456 1 client.go:12] no answer',
  't=2026-11-26T12:04:11Z lvl=eror msg="no answer"',
  'time=2026-11-26T12:04:11Z level=ERROR+2 msg="no answer"',
  'ERRO[0012] no answer',
  'FATA[0000] no answer',
  '12:04PM ERR no answer',
  '2026-11-26T12:04:11.123Z\terror\txds\tno answer',
  '{"@level":"error","@message":"no answer"}',
  '{"L":"ERROR","M":"no answer"}',
  // Rust.
  '[2026-11-26T12:04:11Z ERROR images::client] no answer',
  '2026-11-26T12:04:11.123Z ERROR request{id=7}: images: no answer',
  '[2026-11-26][12:04:11][images][ERROR] no answer',
  'Nov 26 12:04:11.123 CRIT no answer',
  // Ruby and PHP.
  'E, [2026-11-26T12:04:11.123456 #7] ERROR -- : no answer',
  '[2026-11-26T12:04:11.123456+00:00] app.CRITICAL: credit used up {"id":7} []',
  '[2026-11-26 12:04:11] production.EMERGENCY: no answer',
  '[26-Nov-2026 12:04:11 UTC] PHP Fatal error:  Uncaught Foo: no answer',
  'NOTICE: PHP message: PHP Fatal error:  Allowed memory size exhausted',
  // Elixir and Erlang.
  '12:04:11.123 [error] no answer',
  '=ERROR REPORT==== 26-Nov-2026::12:04:11 ===',
  // Servers and systems.
  '2026/11/26 12:04:11 [crit] 12#12: *1 no answer',
  '[Thu Nov 26 12:04:11.123456 2026] [proxy:error] [pid 12] no answer',
  '[2026-11-26 12:04:11.123][12][critical][upstream] no answer',
  '[ALERT] 331/120411 (1) : no answer',
  '2026-11-26 12:04:11.123 UTC [12] FATAL:  no answer',
  '2026.11.26 12:04:11.123 [ 12 ] {} <Error> Application: no answer',
  '{"t":{"$date":"2026-11-26"},"s":"E","c":"NETWORK","ctx":"conn1","msg":"no answer"}',
  '[1234:5678:1126/120411.123:ERROR:client.cc(12)] no answer',
  '11-26 12:04:11.123  12  34 E Client: no answer',
  'E/Client(   12): no answer',
  '<3>no answer',
  '<11>1 2026-11-26T12:04:11Z host app 7 - - no answer',
  '{"PRIORITY":"2","MESSAGE":"no answer"}',
  // Clouds and collectors.
  '{"severityNumber":17,"body":"no answer"}',
  '{"severityLevel":3,"message":"no answer"}',
  '{"level":400,"level_name":"ERROR","message":"no answer"}',
  '{"level":"LOG_ERR","msg":"no answer"}',
  '{"log":"{\\"level\\":\\"error\\",\\"msg\\":\\"no answer\\"}\\n","stream":"stderr"}',
  'app-1  | ERROR no answer',
  '2026/11/26 12:04:11 http: panic serving 10.0.0.1:1234: no answer',
];

const OTHERS = [
  '[12:04:12 INF] Error budget is 99%',
  '[12:04:12 DBG] error handler ready',
  '[2026-11-26 12:04:12 info] error budget is 99%',
  '2026-11-26 12:04:12.1234|INFO|Acme.ErrorHandler|ready',
  '2026-11-26 12:04:12,123 [12] DEBUG Acme.ErrorHandler - ready',
  'info: Acme.ErrorHandler[0]',
  'dbug: Acme.Errors[7] no error since the start of the fatal ones',
  '{"@t":"2026-11-26T12:04:12Z","@mt":"Error budget is {Share}"}',
  '{"EventId":0,"LogLevel":"Information","Category":"Acme.ErrorHandler"}',
  '12:04:12.123 [main] INFO c.a.ErrorHandler - ready',
  '12:04:11.123 [http-error-pool-1] INFO c.a.ErrorHandler - ready',
  '2026-11-26T12:04:12.123+01:00  INFO 1 --- [main] c.a.ErrorController : ready',
  'INFO: error handler ready',
  'Nov 26, 2026 12:04:12 PM com.acme.Errors call INFO: error budget is 99%',
  '{"log":{"level":"info"},"message":"error budget is 99%"}',
  '{"level_value":20000,"message":"error budget is 99%"}',
  '{"level":30,"msg":"error budget is 99%"}',
  '{"msg":"was told level=error","level":"info"}',
  '[12:04:12.123] INFO (12): error handler ready',
  '[Nest] 12  - 11/26/2026, 12:04:12 PM     LOG [ExceptionsHandler] ready',
  '\u001b[32minfo\u001b[39m: error handler ready',
  '[32mINFO[39m error handler ready',
  'INFO:root:error handler ready',
  '2026-11-26 12:04:12,123 - errors - INFO - handler of errors ready',
  '[2026-11-26 12:04:12 +0000] [12] [INFO] error handler ready',
  '[2026-11-26 12:04:12,123: INFO/MainProcess] task of errors ready',
  '[I 261126 12:04:12 web:12] error handler ready',
  '2026-11-26 12:04:12 [info     ] error handler ready',
  '2026-11-26 12:04:12.123 | SUCCESS  | app.main:f:12 - ready',
  '{"levelno":20,"message":"error handler ready"}',
  'I1126 12:04:12.123456       1 errors.go:12] error handler ready',
  't=2026-11-26T12:04:12Z lvl=dbug msg="error handler ready"',
  'time=2026-11-26T12:04:12Z level=INFO msg="ERROR is a level"',
  'INFO[0012] error handler ready',
  '12:04PM INF error handler ready',
  '2026-11-26T12:04:12.123Z\tinfo\txds\terror stream closed',
  '[2026-11-26T12:04:12Z INFO  images::error] ready',
  'Nov 26 12:04:12.123 DEBG error handler ready',
  'I, [2026-11-26T12:04:12.123456 #7]  INFO -- : error handler ready',
  '[2026-11-26T12:04:12.123456+00:00] app.INFO: error handler ready [] []',
  '12:04:12.123 [notice] error logger ready',
  '2026/11/26 12:04:12 [notice] 12#12: error log is /dev/stderr',
  '[Thu Nov 26 12:04:12.123456 2026] [mpm:notice] [pid 12] no error',
  '2026-11-26 12:04:12.123 UTC [12] LOG:  error statistics were reset',
  '11-26 12:04:12.123  12  34 I ErrorHandler: ready',
  'I/ErrorHandler(   12): ready',
  '<6>error handler ready',
  '<134>1 2026-11-26T12:04:12Z host app 7 - - error handler ready',
  '{"severityNumber":9,"body":"error handler ready"}',
  '{"severityLevel":1,"message":"error handler ready"}',
  '{"level":200,"level_name":"INFO","message":"error handler ready"}',
  '{"log":"{\\"level\\":\\"info\\",\\"msg\\":\\"error handler ready\\"}\\n"}',
  'app-1  | INFO error handler ready',
  'image made in 4.1 s, 512x512',
  'GET /errors/500 200',
];

/** As the probe sees it: with the cluster's time, and past the quick look. */
async function errorsIn(...lines: string[]) {
  const text = lines
    .map(line => `2026-11-26T12:04:11.123456789Z ${line}\n`)
    .join('');
  const log = { pod: 'a', isInit: false, restarted: false };
  const runs = [{ text, truncated: false, previous: false }];
  return collectErrors([{ log, runs }], {
    sinceSeconds: 300,
    isPart: false,
    masker: createMasker(),
  });
}

it.each(ERRORS)('is an error: %s', async line => {
  expect((await errorsIn(line)).total).toBe(1);
});

it.each(OTHERS)('is none: %s', async line => {
  expect((await errorsIn(line)).total).toBe(0);
});
