import type { RequestFailure } from '../../api/requestFailure';
import { BackendAbsent } from './BackendAbsent';
import { NoPermission } from './NoPermission';
import { NotFound } from './NotFound';

/** What stands in the tab's place while the backend can't be asked. */
export function FailureState(props: {
  failure: RequestFailure;
  retryAt?: number;
  onTryAgain(): void;
}) {
  switch (props.failure.kind) {
    case 'forbidden':
      return <NoPermission />;
    case 'not-found':
      return <NotFound {...props} />;
    default:
      return <BackendAbsent {...props} />;
  }
}
