import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Creates the evidence table with the keys and indexes of the stack. */
export async function createEvidenceTable(client: DynamoDBClient, table: string): Promise<void> {
  const names = ["PK", "SK", "GSI1PK", "GSI1SK", "GSI2PK", "GSI2SK"];
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: keys("PK", "SK"),
      GlobalSecondaryIndexes: ["GSI1", "GSI2"].map((IndexName) => ({
        IndexName,
        KeySchema: keys(`${IndexName}PK`, `${IndexName}SK`),
        Projection: { ProjectionType: "ALL" },
      })),
    }),
  );
}
