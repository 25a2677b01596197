import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Briefing } from '../briefing.ts';

/**
 * Tells the operator of the account's costs, if the briefing asks for it: of four fifths spent, and of more than all to be expected. It is of the
 * whole account, since costs of one stack are known only where somebody has activated its tag for billing.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html
 */
export function budgetAlarm(
  scope: Construct,
  { budget, alarmEmail }: Pick<Briefing, 'budget' | 'alarmEmail'>,
): void {
  if (budget === undefined || alarmEmail === undefined) return;
  const notice = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: {
      notificationType,
      threshold,
      comparisonOperator: 'GREATER_THAN',
      thresholdType: 'PERCENTAGE',
    },
    subscribers: [{ subscriptionType: 'EMAIL', address: alarmEmail }],
  });
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: budget.monthlyUsd, unit: 'USD' },
    },
    notificationsWithSubscribers: [notice('ACTUAL', 80), notice('FORECASTED', 100)],
  });
}
