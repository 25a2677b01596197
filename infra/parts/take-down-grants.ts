import { Stack } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Stateful } from '../stateful.ts';
import { allowTo } from './function.ts';
import { allow, type Grant, objects, rows, seeing } from './grant.ts';

/** What the functions need to take off the pages what editors take down or withdraw. After the distribution, which is made of other functions. */
export function grantTakeDowns(
  functions: { readonly Intake: LambdaFunction; readonly Compose: LambdaFunction },
  { stateful, distribution }: { readonly stateful: Stateful; readonly distribution: IDistribution },
): void {
  const { Intake, Compose } = functions;
  const distributionArn = Stack.of(Compose).formatArn({
    service: 'cloudfront',
    region: '',
    resource: 'distribution',
    resourceName: distribution.distributionId,
  });
  for (const grant of notingRemovals(stateful)) if (Intake.role) allowTo(Intake.role, grant);
  for (const grant of takeDownMay(stateful, distributionArn)) if (Compose.role) allowTo(Compose.role, grant);
  Compose.addEnvironment('INBOX_BUCKET', stateful.inbox.bucketName);
  Compose.addEnvironment('DISTRIBUTION_ID', distribution.distributionId);
}

/** Notes what was removed. */
const notingRemovals = (stateful: Stateful): readonly Grant[] => [rows(stateful, 'withdrawals', 'PutItem')];

/** Finds what editors decided, looks whether files are gone and stand nowhere else, writes the overlay, stops deliveries, and tells this distribution's caches. */
const takeDownMay = (stateful: Stateful, distributionArn: string): readonly Grant[] => [
  rows(stateful, 'amendments', 'Query', 'DeleteItem'),
  rows(stateful, 'withdrawals', 'Query', 'UpdateItem', 'DeleteItem'),
  objects(['s3:GetObject'], stateful.archive, 'withdrawals/'),
  rows(stateful, 'text#*', 'Query'),
  rows(stateful, 'deliveries', 'Query'),
  rows(stateful, 'stop#*', 'PutItem'),
  objects(['s3:GetObject'], stateful.inbox, ''),
  seeing(stateful.inbox),
  objects(['s3:PutObject'], stateful.archive, 'overlay/'),
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html
  allow(['cloudfront:CreateInvalidation'], distributionArn),
];
