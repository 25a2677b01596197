/** How the local run names what CloudFormation would name: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html */

/** fauxqs knows only this account. */
export const ACCOUNT = '000000000000';

/** The property in which a template may name a resource itself. */
export const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

/** As AWS writes them: some without region, some without account. */
export function arnOfType(type: string, name: string, region: string): string {
  switch (type) {
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${name}`;
    case 'AWS::SQS::Queue':
      return `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      return `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${name}`;
    case 'AWS::Lambda::Function':
      return `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`;
    case 'AWS::SecretsManager::Secret':
      return `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${name}-local0`;
    case 'AWS::SES::EmailIdentity':
      return `arn:aws:ses:${region}:${ACCOUNT}:identity/${name}`;
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${ACCOUNT}:role/${name}`;
    case 'AWS::CloudFront::Distribution':
      return `arn:aws:cloudfront::${ACCOUNT}:distribution/${name}`;
    default:
      return `arn:aws:${type.split('::')[1]?.toLowerCase()}:${region}:${ACCOUNT}:${name}`;
  }
}

/** The host of a function URL or distribution: stable, so that an origin can be found again by its domain. */
export function urlId(stack: string, id: string): string {
  return `${stack}-${id}`.toLowerCase().replace(/[^a-z0-9]/g, '');
}
