"""What recognised sheets mean in the district: everything the workbooks of one term say."""
