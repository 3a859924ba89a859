"""The sheets of the Excel report: the action register, the tables of links, the summary and the method."""
